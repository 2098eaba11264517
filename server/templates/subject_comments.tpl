{{%AUTOESCAPE context="HTML"}}<h2 id="comments">Comments</h2>
{{#SUBJECT_COMMENT}}<div class="comment" id="comment-{{ANCHOR}}">{{#REPLY}}<p class="quiet">To {{NAME}}:</p>{{/REPLY}}{{>WORDS_OF_POST}}<p class="quiet">{{>BYLINE}}</p>{{>LINK_OF_COMMENT}}</div>{{/SUBJECT_COMMENT}}
{{#COMMENT_FORM}}<form method="post" action="{{PATH}}/comment" id="write" enctype="multipart/form-data">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{>WRITING}}
{{>WRITING_END}}
</form>{{/COMMENT_FORM}}
